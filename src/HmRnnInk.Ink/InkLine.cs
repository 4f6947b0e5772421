namespace HmRnnInk.Ink;

/// <summary>One line of handwriting as a model sees it.</summary>
/// <param name="Id">The source's name for it, for example <c>a01-000u-01</c>.</param>
/// <param name="Offsets">A row a point; see <see cref="PenOffset"/> for row 0.</param>
public sealed record InkLine(string Id, PenOffset[] Offsets);
