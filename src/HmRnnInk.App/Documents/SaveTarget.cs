using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Where a page is to be saved, and what it may replace there.</summary>
/// <param name="Rule">What to do if there is a file already.</param>
internal sealed record SaveTarget(string Path, SaveRule Rule)
{
    /// <param name="known">The version of the file that this program has read or written last; null if it has not.</param>
    /// <returns>As in <see cref="WriteRules"/>.</returns>
    public Func<FileVersion?, bool>? MayReplace(FileVersion? known) => Rule switch
    {
        SaveRule.Overwrite => null,
        SaveRule.NewFile => static now => now is null,
        _ => now => now is null || now == known,
    };
}
