namespace HmRnnInk.App.Ui.Text;

/// <summary>The clipboard as far as a line of text needs it.</summary>
internal interface ITextClipboard
{
    /// <summary>Empty if the clipboard has no text.</summary>
    string Text { get; set; }
}
