using HmRnnInk.App.Live;
using HmRnnInk.Ink;
using HmRnnInk.Model;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Live;

public sealed class ReadingEngineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(99)]
    public void Rewound_GoesOnToTheBitAsIfTheRestHadNeverBeenRead(int rows)
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(100, seed: 4), other = RandomModel.Line(80, seed: 5);
        var rewound = new ReadingEngine(new SimdStepEngine(model), new Random(1));
        var straight = new ReadingEngine(new SimdStepEngine(model), new Random(1));
        foreach (PenOffset row in line) Feed(rewound, row);
        rewound.Do(new InferenceRequest(InferenceKind.Rewind, 1, Rows: rows));
        foreach (PenOffset row in line.Take(rows)) Feed(straight, row);
        Assert.Equal(other.Skip(1).Select(row => Feed(straight, row)), other.Skip(1).Select(row => Feed(rewound, row)));
        for (int row = 0; row < 40; row++)
            Assert.Equal(straight.Do(new(InferenceKind.Write, 0)), rewound.Do(new(InferenceKind.Write, 0)));
    }

    [Fact]
    public void ThreadedInference_AnswersInOrderAndStopsWhenDisposed()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(200, seed: 4);
        var results = new List<InferenceResult>();
        using (var inference = new InferenceThread(new ReadingEngine(new SimdStepEngine(model), new Random(1))))
        {
            foreach (PenOffset row in line) inference.Post(new InferenceRequest(InferenceKind.Feed, 0, row));
            Assert.True(SpinWait.SpinUntil(
                () =>
                {
                    while (inference.TryTake(out InferenceResult result)) results.Add(result);
                    return results.Count == line.Length;
                },
                TimeSpan.FromSeconds(30)));
        }

        var inline = new InlineInference(new ReadingEngine(new SimdStepEngine(model), new Random(1)));
        foreach (PenOffset row in line) inline.Post(new InferenceRequest(InferenceKind.Feed, 0, row));
        foreach (InferenceResult result in results)
        {
            Assert.True(inline.TryTake(out InferenceResult expected));
            Assert.Equal(expected, result);
        }
    }

    private static InferenceResult? Feed(ReadingEngine engine, PenOffset row) => engine.Do(new InferenceRequest(InferenceKind.Feed, 0, row));
}
