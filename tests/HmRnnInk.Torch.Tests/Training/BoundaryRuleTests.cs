namespace HmRnnInk.Torch.Tests.Training;

public sealed class BoundaryRuleTests
{
    // Two strokes of a word, a dot above it, and a word after a gap.
    private static readonly InkLine Line = new("line",
    [
        new(0, 0, false), new(20, 0, false), new(5, 0, false), new(20, 0, true),
        new(30, 0, false), new(20, 0, true),
        new(-60, -50, true),
        new(290, 50, false), new(20, 0, true),
    ]);

    [Theory]
    [InlineData("pen-up", 3, 5, 6, 8)]
    [InlineData("stroke-start", 4, 6, 7)]
    [InlineData("word-gap", 7)]
    [InlineData("speed-minimum", 3)]
    [InlineData("every-3", 2, 5, 8)]
    [InlineData("none")]
    public void Rule_FiresWhereItsNameSays(string name, params int[] rows) =>
        Assert.Equal(rows, Rows(BoundaryRule.Find(name)!(Line)));

    [Fact]
    public void Rule_DoesNotDependOnLaterRows()
    {
        foreach (string name in (string[])["pen-up", "stroke-start", "word-gap", "speed-minimum", "every-3", "random-3"])
        {
            Func<InkLine, bool[]> rule = BoundaryRule.Find(name)!;
            bool[] whole = rule(Line);
            for (int rows = 1; rows <= whole.Length; rows++)
                Assert.Equal(whole[rows - 1], rule(Line with { Offsets = Line.Offsets[..rows] })[^1]);
        }
    }

    [Fact]
    public void RandomRule_FiresAtItsRate_AndTheSameEachTime()
    {
        InkLine line = new("long", new PenOffset[20_000]);
        Func<InkLine, bool[]> rule = BoundaryRule.Find("random-10")!;

        Assert.InRange(Rows(rule(line)).Length, 1_850, 2_150);
        Assert.Equal(rule(line), BoundaryRule.Find("random-10")!(line));
        Assert.NotEqual(rule(line), rule(line with { Id = "other" }));
    }

    [Fact]
    public void NestedRules_AlsoFireWhereHigherLayersDo()
    {
        bool[][] nested = BoundaryRule.Nested(["pen-up", "none", "word-gap"], Line);

        Assert.Equal([3, 5, 6, 7, 8], Rows(nested[0]));
        Assert.Equal([7], Rows(nested[1]));
        Assert.Equal([7], Rows(nested[2]));
    }

    [Theory]
    [InlineData("pen-down")]
    [InlineData("every-1")]
    [InlineData("random-")]
    public void UnknownName_IsNotARule(string name)
    {
        Assert.Null(BoundaryRule.Find(name));
        Assert.Contains("stroke-start", Assert.Throws<ArgumentException>(() => BoundaryRule.Nested([name], Line)).Message);
    }

    private static int[] Rows(bool[] fires) =>
        [.. fires.Index().Where(row => row.Item).Select(row => row.Index)];
}
