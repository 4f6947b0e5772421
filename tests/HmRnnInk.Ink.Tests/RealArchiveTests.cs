namespace HmRnnInk.Ink.Tests;

/// <summary>The database itself, where it is: given by HMRNNINK_IAM_ONDB, or beside the repository.</summary>
public sealed class RealArchiveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void RealArchive_HasThePublishedLinesAndStatistics()
    {
        string? archive = Find();
        Assert.SkipWhen(archive is null, "IAM-OnDB is not here: set HMRNNINK_IAM_ONDB to its lineStrokes-all.tar.gz.");

        LineDataset dataset = LineDataset.Load(archive, _folder.Cache), cached = LineDataset.Load(archive, _folder.Cache);
        DatasetSplit split = dataset.Split();
        Normalisation train = Normalisation.Measure(split.Train);

        Assert.Equal(11_940, IamOnDb.ReadFiles(archive).Count());
        Assert.Equal(11_389, dataset.Lines.Count);
        Assert.Empty(dataset.Skipped);
        Assert.Equal((10_250, 569, 570), (split.Train.Count, split.Validation.Count, split.Test.Count));
        Assert.Equal(648.6, dataset.Lines.Average(line => line.Offsets.Length), 0.05);
        Assert.Equal(8.2, train.MeanX, 0.05);
        Assert.Equal(0.12, train.MeanY, 0.05);
        Assert.Equal(42.4, train.DeviationX, 0.2);
        Assert.Equal(37.1, train.DeviationY, 0.2);
        InkAssert.Same(dataset.Lines, cached.Lines);
    }

    private static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable("HMRNNINK_IAM_ONDB");
        if (named is not null) return Directory.Exists(named) ? Path.Combine(named, "lineStrokes-all.tar.gz") : named;
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "HmRnnInk.sln"))) continue;
            string beside = Path.Combine(folder.FullName, "..", "shared", "iam-ondb", "lineStrokes-all.tar.gz");
            return File.Exists(beside) ? beside : null;
        }

        return null;
    }
}
