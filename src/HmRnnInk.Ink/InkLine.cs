using System.Globalization;

namespace HmRnnInk.Ink;

/// <summary>One line of handwriting in the form that a model reads.</summary>
/// <param name="Id">The line's name in its source, for example <c>a01-000u-01</c>.</param>
/// <param name="Offsets">One row per point; see <see cref="PenOffset"/> for row 0.</param>
public sealed record InkLine(string Id, PenOffset[] Offsets)
{
    /// <summary>The form that a line belongs to: one page by one writer.</summary>
    /// <returns>The id without its line number, for example <c>a01-000u</c>; the whole id if it has no number.</returns>
    public static string FormOf(string id) => NumberOf(id) is null ? id : id[..id.LastIndexOf('-')];

    /// <summary>The number of a line within its form, from 1.</summary>
    /// <returns>Null if the id does not end with a hyphen and a number.</returns>
    public static int? NumberOf(string id) =>
        id.LastIndexOf('-') is > 0 and int hyphen
        && int.TryParse(id.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
