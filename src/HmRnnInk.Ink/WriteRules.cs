namespace HmRnnInk.Ink;

/// <summary>How <see cref="WholeFile"/> writes a file.</summary>
/// <param name="OwnerOnly">Whether a new file can be read only by its owner. A file that replaces another has its permissions.</param>
/// <param name="MayReplace">
/// Whether the file may replace this version of the target; null for no file. It is called just before the target is replaced, while no
/// other program that writes with rules can replace the target. Null to replace anything.
/// </param>
public readonly record struct WriteRules(bool OwnerOnly = false, Func<FileVersion?, bool>? MayReplace = null);
