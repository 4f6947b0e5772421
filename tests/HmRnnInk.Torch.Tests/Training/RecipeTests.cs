using HmRnnInk.Torch.Training;

namespace HmRnnInk.Torch.Tests.Training;

public sealed class RecipeTests
{
    [Theory]
    [InlineData(128, 1e-2)]
    [InlineData(400, 2e-3)]
    public void LearningRate_IsWhatDidBestAtItsWidth(int hidden, double rate) =>
        Assert.Equal(rate, TrainingOptions.UsualLearningRate(hidden), 1e-9);

    [Fact]
    public void LearningRate_FallsWithTheWidth() =>
        Assert.InRange(TrainingOptions.UsualLearningRate(256), 2e-3, 1e-2);

    [Theory]
    [InlineData(2, "stroke-start")]
    [InlineData(3, "speed-minimum stroke-start")]
    [InlineData(4, "speed-minimum stroke-start word-gap")]
    [InlineData(6, "none none speed-minimum stroke-start word-gap")]
    public void EachDetector_HasATeacher_TheLargestUnitAtTheTop(int layers, string rules) =>
        Assert.Equal(rules, string.Join(' ', TrainingOptions.UsualTeachers(layers)));
}
