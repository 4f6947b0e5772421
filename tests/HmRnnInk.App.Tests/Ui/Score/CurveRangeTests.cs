using HmRnnInk.App.Ui.Score;

namespace HmRnnInk.App.Tests.Ui.Score;

public sealed class CurveRangeTests
{
    [Theory]
    [InlineData(0.5f, 0.5f)]
    [InlineData(0.1f, 0.3f)]
    [InlineData(0.001f, 0.005f)] // a detector that stays near its threshold still draws a curve
    [InlineData(0, 0.0005f)]
    public void Range_IsAFewTimesTheMeanDistanceFromTheThreshold(float distance, float half) =>
        Assert.Equal(half, CurveRange.HalfRange(10 * distance, 10));
}
