using HmRnnInk.Ink;

namespace HmRnnInk.App.Page;

/// <summary>The part of a row that a model reads.</summary>
/// <param name="HoldsTop">Whether the top layer is held at the row.</param>
/// <param name="Text">How the text that the model sees changes before the row; null if it does not.</param>
internal readonly record struct ReadRow(PenOffset Offset, bool HoldsTop = false, RowText? Text = null)
{
    public static ReadRow Of(in PageRow row) => new(row.Offset, row.HoldsTop, row.Text);
}
