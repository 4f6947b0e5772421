using HmRnnInk.Model;
using HmRnnInk.Torch.Training;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class RecipeTests
{
    [Theory]
    [InlineData(Cell.HmLstm, 128, 1e-2)]
    [InlineData(Cell.HmLstm, 400, 2e-3)]
    [InlineData(Cell.Lstm, 147, 1e-2)]
    [InlineData(Cell.Lstm, 463, 2e-3)]
    [InlineData(Cell.HmLstm, 8, 1e-2)] // narrower than any measured model
    public void DefaultLearningRate_IsTheBestMeasuredForTheWidth(Cell cell, int hidden, double rate) =>
        Assert.Equal(rate, TrainingOptions.DefaultLearningRate(new() { Cell = cell, Hidden = hidden }), 1e-9);

    [Fact]
    public void LearningRate_FallsWithTheWidth() =>
        Assert.InRange(TrainingOptions.DefaultLearningRate(new() { Hidden = 256 }), 2.1e-3, 9e-3);

    [Theory]
    [InlineData(2, "stroke-start")]
    [InlineData(3, "speed-minimum stroke-start")]
    [InlineData(4, "speed-minimum stroke-start word-gap")]
    [InlineData(6, "none none speed-minimum stroke-start word-gap")]
    public void EachDetector_HasARule_WithWordsAtTheTop(int layers, string rules) =>
        Assert.Equal(rules, string.Join(' ', TrainingOptions.DefaultTaughtBoundaries(layers)));
}
