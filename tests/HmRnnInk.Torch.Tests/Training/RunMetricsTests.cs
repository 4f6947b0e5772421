namespace HmRnnInk.Torch.Tests.Training;

/// <summary>The file with a run's evaluations: complete, incomplete and hostile.</summary>
public sealed class RunMetricsTests : FolderTests
{
    private string FilePath => Path.Combine(Folder, "metrics.jsonl");

    [Fact]
    public void LastLineThatIsCutAnywhere_IsIgnored()
    {
        byte[] whole = File.ReadAllBytes(WriteThree());
        int last = Array.LastIndexOf(whole, (byte)'\n', whole.Length - 2) + 1;
        for (int length = last; length < whole.Length - 1; length++)
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Equal(2, TrainingRun.ReadMetrics(FilePath).Count);
            Assert.Equal(length > last, new TrainingRun(Folder).HasIncompleteMetrics());
        }

        File.WriteAllBytes(FilePath, whole[..^1]);
        Assert.Equal(3, TrainingRun.ReadMetrics(FilePath).Count);
    }

    [Fact]
    public void FolderInPlaceOfTheFile_IsNamed()
    {
        Directory.CreateDirectory(FilePath);
        var error = Assert.Throws<IOException>(() => TrainingRun.ReadMetrics(FilePath));
        Assert.StartsWith($"'{FilePath}': expected a file", error.Message);
    }

    [Fact]
    public void ChangedFiles_AreReadOrRefused() => Fuzz.Run([File.ReadAllBytes(WriteThree())], file =>
    {
        File.WriteAllBytes(FilePath, file);
        foreach (EvaluationRecord record in TrainingRun.ReadMetrics(FilePath))
            Assert.All([record.BoundaryRates, record.UpdateShares, record.CopyShares, record.FlushShares], Assert.NotNull);
    }, [typeof(InvalidDataException)]);

    [Fact]
    public void NullInsteadOfRates_IsRefusedWithItsLine()
    {
        string[] lines = File.ReadAllLines(WriteThree());
        lines[1] = lines[1].Replace("\"boundaryRates\":[0.5]", "\"boundaryRates\":null", StringComparison.Ordinal);
        File.WriteAllLines(FilePath, lines);

        Assert.Contains("line 2", Assert.Throws<InvalidDataException>(() => TrainingRun.ReadMetrics(FilePath)).Message);
    }

    /// <summary>Writes three evaluations, and returns the path.</summary>
    private string WriteThree()
    {
        File.Delete(FilePath);
        for (int evaluation = 1; evaluation <= 3; evaluation++)
        {
            new TrainingRun(Folder).Append(EvaluationRecordTests.Record with
            {
                Evaluation = evaluation,
                Updates = 100 * evaluation,
                PointsSeen = 20_000 * evaluation,
                ElapsedMinutes = 0.5 * evaluation,
            });
        }

        return FilePath;
    }
}
