namespace HmRnnInk.Model.Tests;

public sealed class TextStopRuleTests
{
    private static readonly PenOffset Down = new(1, 0, false), Up = new(1, 0, true);

    [Fact]
    public void PenUpPastTheEnd_Finishes_ButNotEarlier() =>
        Assert.Equal([null, null, null, null, TextStop.Finished], Run(3, (Up, 0), (Down, 2), (Up, 2), (Down, 3), (Up, 3)));

    [Fact]
    public void PenDownPastTheEnd_FinishesLater()
    {
        var rule = new TextStopRule(3);
        for (int row = 0; row < TextStopRule.MaximumRowsPastEnd; row++) Assert.Null(rule.StopAfter(Down, 3));
        Assert.Equal(TextStop.Finished, rule.StopAfter(Down, 3));
    }

    [Fact]
    public void PenThatStaysOnACharacter_IsStuck()
    {
        var rule = new TextStopRule(3);
        for (int row = 1; row < TextStopRule.StuckAfter; row++) Assert.Null(rule.StopAfter(Down, 0));
        Assert.Null(rule.StopAfter(Down, 1)); // progress just before the limit
        Assert.Null(rule.StopAfter(Down, 0)); // moving back is no progress
        for (int row = 2; row < TextStopRule.StuckAfter; row++) Assert.Null(rule.StopAfter(Down, row % 2));
        Assert.Equal(TextStop.Stuck, rule.StopAfter(Down, 1));
    }

    private static TextStop?[] Run(int length, params (PenOffset Row, int Position)[] rows)
    {
        var rule = new TextStopRule(length);
        return [.. rows.Select(row => rule.StopAfter(row.Row, row.Position))];
    }
}
