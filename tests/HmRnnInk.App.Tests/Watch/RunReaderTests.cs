using HmRnnInk.App.Watch;

namespace HmRnnInk.App.Tests.Watch;

public sealed class RunReaderTests : IDisposable
{
    private readonly MadeUpRun _run = new();
    private readonly FixedLine _line = MadeUpRun.Line();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void EachCheckpoint_ReadsTheLineOnce_AsTheEngineDoes()
    {
        _run.Evaluate(20_000, 50_000, 100_000);
        using var reader = new RunReader(RunFolder.Open(_run.Folder), _line);
        (RunListing? listing, CheckpointReading[] readings) = Take(reader);

        Assert.Equal([20_000, 50_000, 100_000], listing!.Checkpoints.Select(file => file.Points));
        Assert.Equal([20_000, 50_000, 100_000], listing.Curve.Select(point => point.PointsSeen));
        Assert.Equal(3, readings.Length);
        foreach (CheckpointReading reading in readings)
        {
            // The file in the history has half precision, so the expected reading does as well.
            LineTrace expected = LineTrace.Of(new SimdStepEngine(InkModel.Load(reading.File.Path)), _line.Rows);
            for (int row = 0; row < _line.Rows.Length; row++)
            {
                for (int layer = 0; layer < 3; layer++)
                {
                    Assert.Equal(expected.Operations[row][layer], reading.Rows[row].Operation(layer));
                    Assert.Equal(expected.Boundaries[row][layer], reading.Rows[row].Boundary(layer));
                }
            }

            Assert.Equal(expected.Segments(0).Count(), reading.Segments(0));
            Assert.Equal((3, 2), (reading.Layers, reading.Detectors));
        }

        (listing, readings) = Take(reader);
        Assert.Null(listing);
        Assert.Empty(readings);
    }

    /// <summary>Such values come from a damaged file or a diverged run, and no axis could show them.</summary>
    [Theory]
    [InlineData("1", "-1e17", "0.5")]
    [InlineData("1", "1e300", "0.5")]
    [InlineData("-5", "100", "0.5")]
    [InlineData("9000000000000000000", "100", "0.5")]
    [InlineData("1", "100", "1e30")]
    [InlineData("1", "100", "-3")]
    public void ImplausibleEvaluation_IsNamedAndLeftOut(string points, string nats, string rate)
    {
        File.WriteAllText(_run.Metrics,
            $"{{\"pointsSeen\":{points},\"validationNatsPerSequence\":{nats},\"boundaryRates\":[{rate}]}}\n{MadeUpRun.Metric(20_000)}\n");

        RunListing listing = RunFolder.Open(_run.Folder).List();

        Assert.Equal(20_000, Assert.Single(listing.Curve).PointsSeen);
        Assert.StartsWith("metrics.jsonl, line 1, is ignored: expected pointsSeen from 0", listing.Problem);
    }

    [Fact]
    public void LayersThatWereTaught_AreNamedAsOnAPage()
    {
        InkModel plain = MadeUpRun.Model(1);
        var training = new TrainingRecord { Data = "", DataSha256 = "", CodeVersion = "", TaughtBoundaries = "stroke-start word-gap" };
        _run.History.Add(new InkModel(plain.Metadata with { Training = training }, plain.Weights), 20_000, maximum: 64);
        _run.History.Add(plain, 30_000, maximum: 64);
        using var reader = new RunReader(RunFolder.Open(_run.Folder), _line);
        CheckpointReading[] readings = [.. Take(reader).Readings.OrderBy(reading => reading.File.Points)];
        Assert.Equal(["1 strokes", "2 words", "layer 3"], readings[0].Labels);
        Assert.Equal(["layer 1", "layer 2", "layer 3"], readings[1].Labels);
        Assert.Equal((true, false), (readings[0].IsNamed, readings[1].IsNamed));
    }

    [Fact]
    public void NewFile_IsFound()
    {
        _run.Evaluate(20_000);
        using var reader = new RunReader(RunFolder.Open(_run.Folder), _line);
        Take(reader);
        _run.Evaluate(50_000);
        (RunListing? listing, CheckpointReading[] readings) = Take(reader);
        Assert.Equal(2, listing!.Checkpoints.Count);
        Assert.Equal(50_000, Assert.Single(readings).File.Points);
    }

    [Fact]
    public void InTheBackground_ItFindsAndReadsByItself()
    {
        _run.Evaluate(20_000);
        using var reader = new RunReader(RunFolder.Open(_run.Folder), _line);
        reader.Start();
        Assert.Equal(20_000, Next().File.Points);
        _run.Evaluate(50_000);
        Assert.Equal(50_000, Next().File.Points);

        CheckpointReading Next()
        {
            CheckpointReading? found = null;
            Programs.WaitUntil(() => reader.TryTake(out _, out found) && found is not null);
            return found!;
        }
    }

    [Fact]
    public void DamagedFile_IsAFailureThatNamesIt_AndIsReadAgainWhenItIsWhole()
    {
        _run.Evaluate(20_000, 50_000);
        string path = _run.History.PathOf(50_000);
        byte[] whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        using var reader = new RunReader(RunFolder.Open(_run.Folder), _line);
        CheckpointReading damaged = Take(reader).Readings.Single(reading => reading.File.Points == 50_000);
        Assert.Contains(path, damaged.Failure);
        Assert.Empty(damaged.Rows);

        File.WriteAllBytes(path, whole);
        Assert.Null(Assert.Single(Take(reader).Readings).Failure);
    }

    [Fact]
    public void RunWithoutHistory_ShowsItsLastModel_AndSaysWhatIsMissing()
    {
        _run.AddMetrics(20_000);
        _run.AddMetrics(300_000);
        MadeUpRun.Model(1).Save(Path.Combine(_run.Folder, "last.safetensors"));
        RunListing listing = RunFolder.Open(_run.Folder).List();
        Assert.Equal(300_000, Assert.Single(listing.Checkpoints).Points);
        Assert.Contains("--keep-history", listing.Problem);
    }

    [Theory]
    [InlineData("{\"pointsSeen\":nonsense}")]
    [InlineData("null")]
    [InlineData("{\"pointsSeen\":30000,\"validationNatsPerSequence\":700,\"boundaryRates\":null}")]
    public void DamagedMetrics_AreNamed_AndTheRestIsRead(string line)
    {
        _run.Evaluate(20_000);
        File.AppendAllText(_run.Metrics, line + "\n");
        _run.AddMetrics(50_000);
        RunListing listing = RunFolder.Open(_run.Folder).List();
        Assert.Equal([20_000, 50_000], listing.Curve.Select(point => point.PointsSeen));
        Assert.Contains("line 2", listing.Problem);
    }

    [Fact]
    public void LineThatIsBeingWritten_IsNotReportedAsDamaged()
    {
        _run.Evaluate(20_000);
        File.AppendAllText(_run.Metrics, MadeUpRun.Metric(50_000)[..40]);
        RunListing listing = RunFolder.Open(_run.Folder).List();
        Assert.Null(listing.Problem);
        Assert.Single(listing.Curve);
    }

    [Fact]
    public void FolderThatIsNoRun_IsAnError()
    {
        string missing = Path.Combine(_run.Folder, "nowhere");
        Assert.Contains(missing, Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Open(missing)).Message);
        string letter = Path.Combine(_run.Folder, "letter.txt");
        File.WriteAllText(letter, "");
        Assert.StartsWith($"'{letter}' is a file.", Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Open(letter)).Message);
        Assert.Contains("--watch", Assert.Throws<DirectoryNotFoundException>(() => RunFolder.Open(_run.Folder)).Message);
    }

    [Fact]
    public void FolderOfARunThatHasJustBegun_IsWaitedFor()
    {
        RunListing listing = RunFolder.Open(_run.Folder).List();
        Assert.True(listing.SameAs(RunListing.Empty));
    }

    [Fact]
    public void OwnInk_IsReadAsIfItWereWritten()
    {
        FixedLine opened = FixedLine.Open(MadeUpRun.OwnLine);
        Assert.InRange(opened.Rows.Length, _line.Rows.Length * 0.8, _line.Rows.Length * 1.2);
        Assert.Equal(_line.Rows.Count(row => row.PenUp), opened.Rows.Count(row => row.PenUp));
        Assert.Equal(_line.Bounds.Width / _line.Bounds.Height, opened.Bounds.Width / opened.Bounds.Height, 0.3f);
        Assert.Equal(_line.Rows, FixedLine.Open(null).Rows);
    }

    private static (RunListing? Listing, CheckpointReading[] Readings) Take(RunReader reader)
    {
        reader.ReadAll();
        RunListing? newest = null;
        var readings = new List<CheckpointReading>();
        while (reader.TryTake(out RunListing? listing, out CheckpointReading? reading))
        {
            newest = listing ?? newest;
            if (reading is not null) readings.Add(reading);
        }

        return (newest, [.. readings]);
    }
}
