namespace HmRnnInk.App.Documents;

/// <summary>What saving a page may replace.</summary>
internal enum SaveRule
{
    /// <summary>Anything, because the person has named the file.</summary>
    Overwrite,

    /// <summary>Only the version of the document that this program has read or written.</summary>
    SameVersion,

    /// <summary>Nothing. If the name is taken meanwhile, another is chosen.</summary>
    NewFile,
}
