namespace HmRnnInk.Ink.Tests;

/// <summary>Tests with the real database. They are skipped if it is not available.</summary>
public sealed class RealArchiveTests : FileTests
{
    [Fact]
    public void RealArchive_HasThePublishedLinesAndStatistics()
    {
        string? archive = Repository.IamOnDb;
        Assert.SkipWhen(archive is null, Repository.NoIamOnDb);

        LineDataset dataset = LineDataset.Load(archive, Cache), cached = LineDataset.Load(archive, Cache);
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

    [Fact]
    public void RealArchiveSplitByForm_KeepsFormsWhole()
    {
        string? archive = Repository.IamOnDb;
        Assert.SkipWhen(archive is null, Repository.NoIamOnDb);

        DatasetSplit split = LineDataset.Load(archive, Cache).Split(by: SplitBy.Form);
        IReadOnlyList<InkLine>[] parts = [split.Train, split.Validation, split.Test];

        Assert.Equal(1694, parts.Sum(part => part.DistinctBy(line => InkLine.FormOf(line.Id)).Count()));
        Assert.Equal((10_250, 573, 566), (split.Train.Count, split.Validation.Count, split.Test.Count));
    }

    [Fact]
    public void RealTranscripts_PairWithAlmostAllLines_AndThreeOfFourHaveClearWordGaps()
    {
        string? archive = Repository.IamOnDb, texts = Repository.IamOnDbTranscripts;
        Assert.SkipWhen(archive is null, Repository.NoIamOnDb);
        Assert.SkipWhen(texts is null, Repository.NoIamOnDbTranscripts);

        LineDataset dataset = LineDataset.Load(archive, Cache);
        Transcripts transcripts = Transcripts.Load(texts);
        TranscriptPairing pairing = transcripts.PairWith(dataset);
        InkLine[] paired = [.. dataset.Lines.Where(line => pairing.Texts.ContainsKey(line.Id))];

        Assert.Equal(1871, transcripts.Forms.Count);
        Assert.Equal(["a08-551z", "z01-000z"], pairing.LeftOut.Select(form => form.Form));
        Assert.Equal((11_923, 11_373), (pairing.Texts.Count, paired.Length));
        Assert.Equal(
            8705,
            paired.Count(line => WordGaps.Find(line.Offsets, TranscriptWords.Of(pairing.Texts[line.Id]).Length) is not null));
    }
}
