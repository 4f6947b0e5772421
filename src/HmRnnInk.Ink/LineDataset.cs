using System.Runtime.ExceptionServices;

namespace HmRnnInk.Ink;

/// <summary>The lines of IAM-OnDB that a model is trained and measured on: those of at least 300 points.</summary>
public sealed class LineDataset
{
    public const int FewestPoints = 300;

    private LineDataset(LineCacheContent content, string sha256)
    {
        (Lines, Skipped, OtherIds) = content;
        Sha256 = sha256;
    }

    /// <summary>In ordinal order of their ids.</summary>
    public IReadOnlyList<InkLine> Lines { get; }

    /// <summary>A message for each file that could not be read, in the files' order. Lines that are merely short are not among them.</summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>
    /// Ids of the files that are not among <see cref="Lines"/>, short or unreadable, in ordinal order. A transcript counts these lines too.
    /// </summary>
    public IReadOnlyList<string> OtherIds { get; }

    /// <summary>Of the archive, in lower-case hexadecimals; of names and contents for a folder.</summary>
    public string Sha256 { get; }

    /// <param name="path">
    /// What <see cref="IamOnDb.ReadFiles(string)"/> takes; or the file that a former load left in the cache folder, for a machine without
    /// the archive.
    /// </param>
    /// <param name="cacheDirectory">Where a second load finds the lines ready; the user's cache folder if null.</param>
    /// <exception cref="InkFormatException">Nothing usable is there, or more than 1 % of the files cannot be read.</exception>
    public static LineDataset Load(string path, string? cacheDirectory = null)
    {
        if (LineCache.At(path) is { } given)
        {
            LineCacheContent whole = given.TryRead()
                ?? throw new InkFormatException($"'{path}': these prepared lines are damaged or cut short. "
                    + "Copy the file anew from where it was made.");
            return new LineDataset(whole, given.Sha256);
        }

        if (!Path.Exists(path)) _ = IamOnDb.ReadFiles(path); // throws, saying what to give
        var cache = new LineCache(cacheDirectory ?? LineCache.DefaultDirectory, ContentHash.Of(path));
        if (cache.TryRead() is { } cached) return new LineDataset(cached, cache.Sha256);
        LineCacheContent content = ReadAll(path);
        cache.Write(content);
        return new LineDataset(content, cache.Sha256);
    }

    /// <summary>Whether a path is that of the file which a load leaves in the cache folder, which has the rows of the lines and no times.</summary>
    /// <exception cref="InkFormatException">It is one of another version of the format.</exception>
    public static bool IsPrepared(string path) => LineCache.At(path) is not null;

    /// <summary>
    /// Ninety per cent, five, and the rest, by a seeded permutation of the sorted lines or forms; the same on every runtime. By form a part
    /// has a few lines more or fewer, since it ends with a whole form.
    /// </summary>
    public DatasetSplit Split(ulong seed = 1, SplitBy by = SplitBy.Line)
    {
        InkLine[] lines = [.. Lines];
        new SplitMix64(seed).Shuffle(lines.AsSpan());
        int train = lines.Length * 9 / 10;
        int validation = lines.Length / 20;
        if (by == SplitBy.Form) return SplitByForm(lines, seed, train, train + validation);
        return new DatasetSplit(lines[..train], lines[train..(train + validation)], lines[(train + validation)..]);
    }

    /// <summary>Adds whole forms to a part until it has its share.</summary>
    /// <param name="lines">In the order that the lines of each part get.</param>
    private DatasetSplit SplitByForm(InkLine[] lines, ulong seed, int trainEnd, int validationEnd)
    {
        ILookup<string, InkLine> forms = Lines.ToLookup(line => InkLine.FormOf(line.Id), StringComparer.Ordinal);
        string[] order = [.. forms.Select(form => form.Key)];
        new SplitMix64(seed).Shuffle(order.AsSpan());
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        int taken = 0;
        foreach (string form in order)
        {
            parts.Add(form, taken < trainEnd ? 0 : taken < validationEnd ? 1 : 2);
            taken += forms[form].Count();
        }

        ILookup<int, InkLine> split = lines.ToLookup(line => parts[InkLine.FormOf(line.Id)]);
        return new DatasetSplit([.. split[0]], [.. split[1]], [.. split[2]]);
    }

    private static LineCacheContent ReadAll(string path)
    {
        var lines = new List<(string File, InkLine Line)>();
        var skipped = new List<(string File, string Message)>();
        var gate = new Lock();
        try
        {
            // Whoever is free takes the next file out of the archive, under the partitioner's lock, and parses it outside.
            var files = System.Collections.Concurrent.Partitioner.Create(
                IamOnDb.ReadFiles(path), System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(files, file =>
            {
                try
                {
                    var line = new InkLine(file.LineId, StrokeOffsets.FromStrokes(IamLineXml.Parse(file.Content, file.Name)));
                    lock (gate) lines.Add((file.Name, line));
                }
                catch (InkFormatException error)
                {
                    lock (gate) skipped.Add((file.Name, error.Message));
                }
            });
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }

        int count = lines.Count + skipped.Count;
        SkipRepeated(lines, skipped);
        skipped.Sort((left, right) => string.CompareOrdinal(left.File, right.File));
        string[] messages = [.. skipped.Select(skip => skip.Message)];
        InkLine[] longLines = [.. lines.Select(line => line.Line).Where(line => line.Offsets.Length >= FewestPoints)];
        Check(path, count, longLines.Length, messages);
        IEnumerable<string> skippedIds = skipped.Select(skip => Path.GetFileNameWithoutExtension(skip.File));
        string[] otherIds =
        [
            .. lines.Select(line => line.Line.Id).Concat(skippedIds).Except(longLines.Select(line => line.Id))
                .Order(StringComparer.Ordinal),
        ];
        return new(longLines, messages, otherIds);
    }

    /// <summary>Sorts the lines; of two with one id, the one whose file comes first stays.</summary>
    private static void SkipRepeated(List<(string File, InkLine Line)> lines, List<(string File, string Message)> skipped)
    {
        lines.Sort((left, right) =>
        {
            int byId = string.CompareOrdinal(left.Line.Id, right.Line.Id);
            return byId != 0 ? byId : string.CompareOrdinal(left.File, right.File);
        });
        for (int index = lines.Count - 1; index > 0; index--)
        {
            if (lines[index].Line.Id != lines[index - 1].Line.Id) continue;
            string file = lines[index].File;
            skipped.Add((file, $"'{file}': the line '{lines[index].Line.Id}' is also in '{lines[index - 1].File}'. Keep one of them."));
            lines.RemoveAt(index);
        }
    }

    private static void Check(string path, int files, int longLines, string[] skipped)
    {
        if (files == 0)
            throw new InkFormatException($"'{path}': there are no XML files in it. {IamOnDbPart.LineStrokes.Give}");
        if (skipped.Length * 100L > files)
        {
            throw new InkFormatException(
                $"'{path}': {skipped.Length} of {files} files cannot be read, which is more than 1 %. The first of them:"
                + string.Concat(skipped.Take(5).Select(message => $"{Environment.NewLine}  {message}")));
        }

        if (longLines == 0)
            throw new InkFormatException($"'{path}': none of its {files} lines has {FewestPoints} points or more, so nothing is left to learn from. Give more lines.");
    }
}
