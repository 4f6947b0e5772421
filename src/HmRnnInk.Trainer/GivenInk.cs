using System.Globalization;
using HmRnnInk.Ink;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Trainer;

/// <summary>Reads the ink that a command gets, scaled to the size of the training data.</summary>
internal static class GivenInk
{
    public const string Formats = "an IAM-OnDB line, a page of the app (.hmink), InkML, .xopp or .svg";

    /// <summary>Reads a piece of ink as one line. If its size is estimated, a note says so.</summary>
    public static PenOffset[] Read(string path)
    {
        if (PageFile.Is(path)) return PageFile.Rows(path);
        ReadInk read = InkFile.Open(path);
        if (!RecordedInk.IsInIamUnits(read))
        {
            CommandFailure.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"'{path}': the writing is scaled to the size of IAM-OnDB, from {RecordedInk.UnitsPerIamUnit(read):G3} times as large."));
        }

        return RecordedInk.Rows(read);
    }
}
