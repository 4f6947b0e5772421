using CsCheck;

namespace HmRnnInk.Ink.Tests;

/// <summary>The split into training, validation and test parts.</summary>
public sealed class DatasetSplitTests : FileTests
{
    private static readonly string[] ValidationOfSeed1 = ["z0065-01", "z0056-01", "z0076-01", "z0051-01", "z0135-01", "z0036-01"];

    [Fact]
    public void Split_IsDisjointAndCompleteAndHasTheStatedSizes()
    {
        LineDataset dataset = Load(TestInk.TarGz(TestInk.Lines(137)));
        Gen.ULong.Sample(seed =>
        {
            DatasetSplit split = dataset.Split(seed);

            Assert.Equal((123, 6, 8), (split.Train.Count, split.Validation.Count, split.Test.Count));
            IEnumerable<InkLine> all = split.Train.Concat(split.Validation).Concat(split.Test);
            Assert.Equal(dataset.Lines, all.OrderBy(line => line.Id, StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Split_NeverChangesForASeed()
    {
        LineDataset dataset = Load(TestInk.TarGz(TestInk.Lines(137)));

        Assert.Equal(dataset.Split(1).Train, dataset.Split(1).Train);
        Assert.NotEqual(dataset.Split(1).Train, dataset.Split(2).Train);
        // Computed by another implementation of the same permutation. If the split changed, results could not be compared with old ones.
        Assert.Equal(ValidationOfSeed1, dataset.Split(1).Validation.Select(line => line.Id));
        Assert.Equal(dataset.Split(1).Validation, dataset.Split().Validation); // the default seed
    }

    [Fact]
    public void SplitByForm_KeepsFormsWhole_AndHasAboutTheSameSizes()
    {
        // Forms of one to five lines, 135 lines in all.
        LineDataset dataset = Load(TestInk.TarGz(
            from form in Enumerable.Range(0, 45)
            from line in Enumerable.Range(1, 1 + (form % 5))
            select ($"z{form:00}-000u-{line:00}.xml", TestInk.Xml(TestInk.Zigzag(form, 300 + line)))));
        Gen.ULong.Sample(seed =>
        {
            DatasetSplit split = dataset.Split(seed, SplitBy.Form);
            IReadOnlyList<InkLine>[] parts = [split.Train, split.Validation, split.Test];

            Assert.Equal(dataset.Lines, parts.SelectMany(part => part).OrderBy(line => line.Id, StringComparer.Ordinal));
            Assert.Equal(45, parts.Sum(part => part.DistinctBy(line => InkLine.FormOf(line.Id)).Count()));
            Assert.InRange(split.Train.Count, 121, 125);
            Assert.InRange(split.Train.Count + split.Validation.Count, 127, 131);
        });
        Assert.Equal(dataset.Split(1, SplitBy.Form).Train, dataset.Split(1, SplitBy.Form).Train);
        Assert.NotEqual(dataset.Split(1, SplitBy.Form).Train, dataset.Split(2, SplitBy.Form).Train);
        Assert.Equal(dataset.Split(1).Train, dataset.Split(1, SplitBy.Line).Train);
    }

    [Fact]
    public void SplitByForm_MixesTheFormsWithinAPart()
    {
        LineDataset dataset = Load(TestInk.TarGz(
            from form in Enumerable.Range(0, 10)
            from line in Enumerable.Range(1, 10)
            select ($"z{form:00}-000u-{line:00}.xml", TestInk.Xml(TestInk.Zigzag(form, 300 + line)))));

        // An evaluation may use only the first lines of a part, so they should be a random sample of it.
        Assert.True(dataset.Split(1, SplitBy.Form).Train.Take(20).DistinctBy(line => InkLine.FormOf(line.Id)).Count() > 5);
    }
}
