using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Trainer;

/// <summary>Reads a file of ink for a command, scaled to the size of the training data.</summary>
internal static class GivenInk
{
    public const string Formats = "an IAM-OnDB line, a page of the app (.hmink), InkML, .xopp or .svg";

    /// <summary>Reads a piece of ink as one line. Prints what was skipped or assumed, and the size if it is estimated.</summary>
    public static PenOffset[] Read(string path)
    {
        if (PageFile.Is(path)) return PageFile.ReadRows(path);
        ReadInk read = InkFile.Open(path);
        foreach (string note in read.Notes) Terminal.Note($"'{path}': {note}.");
        if (!RecordedInk.IsInIamUnits(read))
        {
            string size = RecordedInk.UnitsPerIamUnit(read).ToString("G3");
            Terminal.Note($"'{path}': the writing is {size} times as large as that of IAM-OnDB, and is scaled to its size.");
        }

        return RecordedInk.Rows(read);
    }
}
