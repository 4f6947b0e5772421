using HmRnnInk.App.Host;

namespace HmRnnInk.App.Ui.Text;

/// <summary>The clipboard of the window.</summary>
internal sealed class WindowClipboard(IInkWindow window) : ITextClipboard
{
    public string Text
    {
        get => window.ClipboardText;
        set => window.ClipboardText = value;
    }
}
