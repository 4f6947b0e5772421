namespace HmRnnInk.Ink;

/// <summary>Reads lines of IAM-OnDB with the times of their points, which a <see cref="LineDataset"/> does not have.</summary>
public static class TimedLines
{
    /// <summary>Reads some lines of an archive, in the order of the archive.</summary>
    /// <param name="path">A path that <see cref="IamOnDb.ReadFiles(string)"/> accepts.</param>
    /// <param name="ids">The lines to read.</param>
    /// <exception cref="InkFormatException">The path is a line cache, or a file cannot be read.</exception>
    public static IEnumerable<StrokeCollection> Read(string path, IEnumerable<string> ids)
    {
        if (LineDataset.IsCache(path))
        {
            throw new InkFormatException(
                $"'{path}': a line cache has no times, which a replay needs. Use the archive that it was made from.");
        }

        var wanted = ids.ToHashSet();
        return IamOnDb.ReadFiles(path).Where(file => wanted.Remove(file.LineId)).Select(file => file.ParseLine());
    }

    /// <summary>The time from the end of each stroke of a line to the beginning of the next.</summary>
    public static double[] SecondsBetweenStrokes(StrokeCollection line) =>
    [
        .. line.Strokes.Zip(line.Strokes.Skip(1), (stroke, next) => next.Points[0].TimeSeconds - stroke.Points[^1].TimeSeconds),
    ];
}
