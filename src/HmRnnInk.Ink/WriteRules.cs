namespace HmRnnInk.Ink;

/// <summary>How <see cref="WholeFile"/> writes a file.</summary>
/// <param name="OwnerOnly">Whether a new file can be read only by its owner. A file that replaces another gets its permissions.</param>
/// <param name="MayReplace">
/// Decides whether to replace the target; without it, anything is replaced. Its argument is the target's version, or null if there is no
/// target. It is called just before the target is replaced, while no other program that also gives this function can replace it.
/// </param>
public readonly record struct WriteRules(bool OwnerOnly = false, Func<FileVersion?, bool>? MayReplace = null);
