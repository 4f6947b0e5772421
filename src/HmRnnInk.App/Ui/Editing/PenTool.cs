namespace HmRnnInk.App.Ui.Editing;

/// <summary>What the pen does on the page.</summary>
internal enum PenTool
{
    Write,

    /// <summary>Selects what is inside a loop, or by taps.</summary>
    Select,

    Erase,
}
