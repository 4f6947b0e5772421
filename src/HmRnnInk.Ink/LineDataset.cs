using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using HmRnnInk.Ink.Pointer;

namespace HmRnnInk.Ink;

/// <summary>
/// The lines that models are trained and evaluated on: those of IAM-OnDB with at least 300 points, or a person's own ink, whose short lines
/// are joined.
/// </summary>
public sealed class LineDataset
{
    public const int MinimumPoints = 300;

    /// <summary>A data set of fewer lines, split by line, has a fifth of them for validation and none for testing.</summary>
    private const int MinimumLinesToTest = 20;

    /// <summary>The size of the writing is estimated from about this many lines of a data set.</summary>
    private const int MeasuredLines = 100;

    /// <param name="ignored">Number of files of other formats in the folder.</param>
    private LineDataset(LineCacheContent content, string sha256, int ignored = 0)
    {
        (Lines, Skipped, OtherIds) = content;
        Sha256 = sha256;
        var notes = new List<string>();
        if (ignored > 0)
        {
            notes.Add(
                $"{ignored} files of other formats are ignored, because the folder has lines of IAM-OnDB. Use another folder for them.");
        }

        double size = SizeOf(Lines);
        if (!HandSize.IsUsual(size))
        {
            Lines = [.. Lines.Select(line => line with { Offsets = Scaled(line.Offsets, (float)(1 / size)) })];
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The writing is {size:G3} times as large as that of IAM-OnDB, and is scaled to its size. ")
                + "Log-likelihoods are of the scaled lines.");
        }

        Notes = notes;
        InkLine[] outliers = [.. Lines.Where(line => LargestStep(line.Offsets) > RecordedInk.MaximumStep)];
        if (outliers.Length == 0) return;
        Outliers = [.. outliers.Select(line => OutlierMessage(line.Id, LargestStep(line.Offsets)))];
        Lines = [.. Lines.Except(outliers)];
        OtherIds = [.. OtherIds.Concat(outliers.Select(line => line.Id)).Order(StringComparer.Ordinal)];
    }

    private LineDataset(OwnInk own)
    {
        (Lines, Skipped, OtherIds) = (own.Lines, own.Skipped, []);
        (Sha256, Notes, Outliers) = (own.Sha256, own.Notes, own.Outliers);
        IsOwn = true;
    }

    /// <summary>Whether it is a person's own ink, which has no transcripts, instead of lines in the format of IAM-OnDB.</summary>
    public bool IsOwn { get; }

    /// <summary>What was assumed about the ink, such as its size, and what was left out; empty for IAM-OnDB alone.</summary>
    public IReadOnlyList<string> Notes { get; } = [];

    /// <summary>A message for each line that is left out because one of its points would spoil the training.</summary>
    public IReadOnlyList<string> Outliers { get; } = [];

    /// <summary>The lines, in ordinal order of their ids.</summary>
    public IReadOnlyList<InkLine> Lines { get; }

    /// <summary>
    /// An error message for each file that could not be read, or whose line is also in another file, in the files' order. Short lines
    /// are not errors.
    /// </summary>
    public IReadOnlyList<string> Skipped { get; }

    /// <summary>
    /// Ids of the files that are not among <see cref="Lines"/>, because they are short, unreadable or <see cref="Outliers"/>, in
    /// ordinal order. Transcripts include these lines.
    /// </summary>
    public IReadOnlyList<string> OtherIds { get; }

    /// <summary>Hash of the archive, or of a folder's file names and contents, in lower-case hexadecimal digits.</summary>
    public string Sha256 { get; }

    /// <param name="path">
    /// A path that <see cref="IamOnDb.ReadFiles(string)"/> accepts; the cache file of an earlier load, for a machine without the archive;
    /// or a page of the app, InkML, .xopp or SVG, or a folder of them.
    /// </param>
    /// <param name="cacheDirectory">Folder of the cache, which makes the next load fast; null for the user's cache folder.</param>
    /// <exception cref="InkFormatException">
    /// There is no usable line, or more than 1 % of the files of IAM-OnDB are in <see cref="Skipped"/>.
    /// </exception>
    public static LineDataset Load(string path, string? cacheDirectory = null)
    {
        if (LineCache.At(path) is { } given)
        {
            LineCacheContent whole = given.TryRead()
                ?? throw new InkFormatException($"'{path}': this line cache is damaged or truncated. Copy it again from the original.");
            return new LineDataset(whole, given.Sha256);
        }

        IReadOnlyList<string> own = OwnInk.FilesOf(path);
        bool hasXml = Directory.Exists(path) && IamOnDb.FilesOf(path, IamOnDbPart.LineStrokes).Length > 0;
        if (own.Count > 0 && !hasXml) return new LineDataset(OwnInk.Read(own));
        // If there is neither, this throws an exception that says which paths are valid.
        if (!Directory.Exists(path) && !RegularFile.Is(path)) _ = IamOnDb.ReadFiles(path);
        var cache = new LineCache(cacheDirectory ?? LineCache.DefaultDirectory, ContentHash.Of(path));
        if (cache.TryRead() is { } cached) return new LineDataset(cached, cache.Sha256, own.Count);
        LineCacheContent content = ReadAll(path);
        cache.Write(content);
        return new LineDataset(content, cache.Sha256, own.Count);
    }

    /// <summary>Whether a path is that of a cache file, which has the rows of the lines but no times.</summary>
    /// <exception cref="InkFormatException">The cache file has another version of the format.</exception>
    public static bool IsCache(string path) => LineCache.At(path) is not null;

    /// <summary>
    /// Splits the lines into 90 % for training, 5 % for validation and the rest for testing, by a seeded permutation of the sorted lines or
    /// forms. Fewer than 20 lines, if split by line, are divided into 80 % and 20 %, without a part for testing. If split by form, the
    /// sizes differ by a few lines, since forms stay whole. The result is the same with every runtime.
    /// </summary>
    public DatasetSplit Split(ulong seed = 1, SplitBy by = SplitBy.Line)
    {
        InkLine[] lines = [.. Lines];
        new SplitMix64(seed).Shuffle(lines.AsSpan());
        int train = lines.Length * 9 / 10;
        int validation = lines.Length / 20;
        if (lines.Length < MinimumLinesToTest && by == SplitBy.Line)
        {
            validation = lines.Length < 2 ? 0 : Math.Max(1, lines.Length / 5);
            train = lines.Length - validation;
        }

        if (by == SplitBy.Form) return SplitByForm(lines, seed, train, train + validation);
        return new DatasetSplit(lines[..train], lines[train..(train + validation)], lines[(train + validation)..]);
    }

    /// <summary>Adds whole forms to each part until it has its share of the lines.</summary>
    /// <param name="lines">All lines, in the order that they are to have within the parts.</param>
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

    /// <summary>The median size of the writing relative to IAM-OnDB's, from some lines of all parts; 1 if it has no height.</summary>
    private static double SizeOf(IReadOnlyList<InkLine> lines)
    {
        int stride = 1 + lines.Count / MeasuredLines;
        double[] sizes =
        [
            .. lines.Where((_, index) => index % stride == 0)
                .Select(line => HandSize.UnitsPerIamUnit(StrokeOffsets.ToStrokes(line.Offsets))).OfType<double>().Order(),
        ];
        return sizes.Length == 0 ? 1 : sizes[sizes.Length / 2];
    }

    private static PenOffset[] Scaled(PenOffset[] rows, float scale) =>
        [.. rows.Select(row => row with { DeltaX = row.DeltaX * scale, DeltaY = row.DeltaY * scale })];

    /// <summary>The largest |Δx| or |Δy| of the rows, in their unit.</summary>
    internal static float LargestStep(IEnumerable<PenOffset> rows) =>
        rows.Max(row => Math.Max(Math.Abs(row.DeltaX), Math.Abs(row.DeltaY)));

    internal static string OutlierMessage(string line, double step) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{line}': a step of {step:F0} units is an error of the recorder (maximum {RecordedInk.MaximumStep:F0}); the line is left out.");

    private static LineCacheContent ReadAll(string path)
    {
        var lines = new Dictionary<string, (string File, InkLine Line)>();
        var skipped = new List<(string File, string Message)>();
        var gate = new Lock();
        try
        {
            // Without buffering, each worker takes one file at a time from the archive, under the partitioner's lock, and parses it
            // outside the lock.
            var files = Partitioner.Create(IamOnDb.ReadFiles(path), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(files, file =>
            {
                try
                {
                    var line = new InkLine(file.LineId, StrokeOffsets.FromStrokes(file.ParseLine()));
                    lock (gate) Add(file.Name, line);
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
        skipped.Sort((left, right) => string.CompareOrdinal(left.File, right.File));
        string[] messages = [.. skipped.Select(skip => skip.Message)];
        InkLine[] longLines = [.. lines.Values.Select(line => line.Line).Where(line => line.Offsets.Length >= MinimumPoints)
            .OrderBy(line => line.Id, StringComparer.Ordinal)];
        Check(path, count, longLines.Length, messages);
        IEnumerable<string> skippedIds = skipped.Select(skip => Path.GetFileNameWithoutExtension(skip.File));
        string[] otherIds =
        [
            .. lines.Keys.Concat(skippedIds).Except(longLines.Select(line => line.Id))
                .Order(StringComparer.Ordinal),
        ];
        return new(longLines, messages, otherIds);

        // If several lines have the same id, only the one whose file sorts first is kept. The others are not held until the end: copies of
        // one line make a small archive.
        void Add(string file, InkLine line)
        {
            if (lines.TryGetValue(line.Id, out (string File, InkLine Line) other))
            {
                bool isFirst = string.CompareOrdinal(file, other.File) < 0;
                (string kept, string left) = isFirst ? (file, other.File) : (other.File, file);
                skipped.Add((left, $"'{left}': the line '{line.Id}' is also in '{kept}'. Keep one of them."));
                if (!isFirst) return;
            }

            lines[line.Id] = (file, line);
        }
    }

    private static void Check(string path, int files, int longLines, string[] skipped)
    {
        if (files == 0)
        {
            string own = Directory.Exists(path) ? $" and no {OwnInk.Kinds} files" : "";
            throw new InkFormatException($"'{path}': there are no XML files{own} in it. {IamOnDbPart.LineStrokes.Fix}");
        }

        if (skipped.Length * 100L > files)
        {
            throw new InkFormatException(
                $"'{path}': {skipped.Length} of {files} files cannot be read or repeat a line, which is more than 1 %. The first of them:"
                + string.Concat(skipped.Take(5).Select(message => $"{Environment.NewLine}  {message}")));
        }

        if (longLines == 0)
        {
            throw new InkFormatException(
                $"'{path}': none of its {files} lines has at least {MinimumPoints} points, so there is nothing to train on. "
                + "Add longer lines.");
        }
    }
}
