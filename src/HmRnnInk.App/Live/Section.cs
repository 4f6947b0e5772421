using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.App.Live;

/// <summary>Rows that one hand wrote without the other between.</summary>
/// <param name="owner">Who.</param>
/// <param name="firstRow">Index of its first row on the page.</param>
/// <param name="before">Where the pen was.</param>
/// <param name="encoder">The person's; null for the model's.</param>
internal sealed class Section(RowOwner owner, int firstRow, PenPlace before, OffsetEncoder? encoder)
{
    public RowOwner Owner { get; } = owner;

    public int FirstRow { get; } = firstRow;

    public PenPlace Before { get; } = before;

    public OffsetEncoder? Encoder { get; } = encoder;

    /// <summary>Of the encoder, as its rows were last taken over.</summary>
    public int Reading { get; set; }

    /// <summary>A place for each stroke of the person: where it was put down, and its shift.</summary>
    public List<PenPlace> Strokes { get; } = [];

    /// <summary>
    /// Of a section that stands for a cut, and has no rows: the row before it as it was, and the rows that were behind it. Its
    /// <see cref="Before"/> is where the pen was behind those.
    /// </summary>
    public PageRow[]? Replaced { get; init; }

    /// <summary>Index of its first stroke on the page.</summary>
    public int FirstStroke { get; init; }
}
