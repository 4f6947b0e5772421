namespace HmRnnInk.Torch.Tests.Training;

public sealed class EvaluationRecordTests
{
    internal static EvaluationRecord Record { get; } = new()
    {
        Evaluation = 1,
        Epoch = 1,
        Updates = 100,
        PointsSeen = 20_000,
        ElapsedMinutes = 0.5,
        TrainNatsPerSequence = 800.25,
        TrainNatsPerPoint = 1.5,
        ValidationNatsPerSequence = 790.5,
        ValidationNatsPerPoint = 1.4,
        ValidationSequences = 20,
        BoundaryRates = [0.5],
        UpdateShares = [1],
        CopyShares = [0],
        FlushShares = [0.5],
        Slope = 1,
        LearningRate = 1e-3,
        GradientNorm = 2.5,
        PointsPerSecond = 3000,
    };

    [Fact]
    public void Best_IsByTheDequantisedLines()
    {
        EvaluationRecord first = Record with { ValidationNatsPerSequence = 800, ValidationNatsPerSequenceDequantised = 750 };
        EvaluationRecord second = Record with { ValidationNatsPerSequence = 790, ValidationNatsPerSequenceDequantised = 760 };
        Assert.Same(second, EvaluationRecord.BestOf([first, second]));
    }

    [Fact]
    public void Best_OfAModelWithATextWindow_IsByTheMeanWithoutAndWithTexts()
    {
        EvaluationRecord first = Record with { ValidationNatsPerSequenceDequantised = 760, ValidationNatsPerSequenceWithText = 780 };
        EvaluationRecord second = Record with { ValidationNatsPerSequenceDequantised = 750, ValidationNatsPerSequenceWithText = 800 };
        Assert.Same(second, EvaluationRecord.BestOf([first, second]));
        Assert.Equal(775, second.SelectionNats);
    }

    [Fact]
    public void Best_OfAnOlderVersion_IsByTheLinesAsRecorded()
    {
        EvaluationRecord better = Record with { ValidationNatsPerSequence = 791 };
        Assert.Same(better, EvaluationRecord.BestOf([Record, better]));
    }
}
