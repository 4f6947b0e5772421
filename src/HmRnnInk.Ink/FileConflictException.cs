namespace HmRnnInk.Ink;

/// <summary>A file was not replaced, because another program has changed or created it.</summary>
public sealed class FileConflictException(string path)
    : IOException($"'{path}' was changed by another program. Save under another name, or overwrite it.");
