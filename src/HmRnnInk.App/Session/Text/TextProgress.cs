using HmRnnInk.App.Page;

namespace HmRnnInk.App.Session.Text;

/// <summary>How much of a page's text is written.</summary>
/// <param name="Mark">The newest mark of the page; null if it has none.</param>
/// <param name="Written">The number of characters that are written.</param>
/// <param name="Letter">The character that the model's window is on, if the model can continue from there; −1 otherwise.</param>
internal readonly record struct TextProgress(RowText? Mark, int Written, int Letter)
{
    /// <summary>Whether the model has written a part of the text and not all of it.</summary>
    public bool IsUnderWay => Letter >= 0;
}
