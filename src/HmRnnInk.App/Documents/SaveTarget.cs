using HmRnnInk.Ink;

namespace HmRnnInk.App.Documents;

/// <summary>Where a page is to be saved.</summary>
/// <param name="IsNew">Whether there must be no such file. If the name is taken meanwhile, another is chosen.</param>
/// <param name="Overwrites">
/// Whether any file there is replaced, because the person has named it. Otherwise, only the version of the document that this program has
/// read or written.
/// </param>
internal sealed record SaveTarget(string Path, bool IsNew = false, bool Overwrites = false)
{
    /// <param name="known">The version of the file that this program has read or written last; null if it has not.</param>
    /// <returns>As in <see cref="WholeFile.Write"/>.</returns>
    public Func<FileVersion?, bool>? MayReplace(FileVersion? known) =>
        Overwrites ? null : now => now is null || !IsNew && now == known;
}
