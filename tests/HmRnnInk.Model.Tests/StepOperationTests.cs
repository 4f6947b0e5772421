namespace HmRnnInk.Model.Tests;

/// <summary>UPDATE, COPY and FLUSH in the step engine.</summary>
public sealed class StepOperationTests
{
    private const int Rows = 150;

    private static readonly int Hidden = RandomModel.SmallConfig.Hidden;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TestedModels_UseAllOperations(bool softFlush)
    {
        // Otherwise the comparisons with the equations would prove nothing about an operation that never occurs.
        var seen = new HashSet<(int, Operation)>();
        for (int seed = 0; seed < 10; seed++)
        {
            ModelConfig config = RandomModel.SmallConfig with { Hidden = 16, SoftFlush = softFlush };
            Run(RandomModel.Create(config, seed), seed, (_, trace) =>
            {
                for (int layer = 0; layer < 3; layer++) seen.Add((layer, trace.Operations[layer]));
            });
        }

        // The lowest layer never copies, as every row reaches it; the top layer never flushes, as it has no detector.
        (int, Operation)[] expected =
        [
            (0, Operation.Update), (0, Operation.Flush), (1, Operation.Update), (1, Operation.Copy), (1, Operation.Flush),
            (2, Operation.Update), (2, Operation.Copy),
        ];
        Assert.Equal(expected.Order(), seen.Order());
    }

    [Fact]
    public void Copy_ChangesNoBitOfCellAndHidden()
    {
        int copies = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            float[] cells = new float[3 * Hidden], hiddens = new float[3 * Hidden];
            Run(RandomModel.Create(RandomModel.SmallConfig, seed), seed, (state, trace) =>
            {
                for (int layer = 0; layer < 3; layer++)
                {
                    if (trace.Operations[layer] != Operation.Copy) continue;
                    copies++;
                    Range units = (Hidden * layer)..(Hidden * layer + Hidden);
                    Assert.Equal(cells[units], state.Cells[units]);
                    Assert.Equal(hiddens[units], state.Hiddens[units]);
                }

                state.Cells.CopyTo(cells, 0);
                state.Hiddens.CopyTo(hiddens, 0);
            });
        }

        Assert.True(copies > 100, $"{copies} copies");
    }

    [Fact]
    public void FlushedCell_ForgetsItsContent()
    {
        int[] flushes = new int[3];
        for (int seed = 0; seed < 10; seed++)
        {
            InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed);
            SimdStepEngine engine = new(model), disturbed = new(model);
            StepState before = engine.CreateState(), after = engine.CreateState(), disturbedState = engine.CreateState();
            StepTrace trace = new(3), disturbedTrace = new(3);
            foreach (PenOffset row in RandomModel.Line(Rows, seed))
            {
                engine.CopyStateTo(before);
                engine.Advance(row, trace);
                engine.CopyStateTo(after);
                for (int layer = 0; layer < 3; layer++)
                {
                    disturbed.Restore(before);
                    disturbed.CopyStateTo(disturbedState);
                    Array.Fill(disturbedState.Cells, 5f, Hidden * layer, Hidden);
                    disturbed.Restore(disturbedState);
                    disturbed.Advance(row, disturbedTrace);
                    disturbed.CopyStateTo(disturbedState);
                    Range units = (Hidden * layer)..(Hidden * layer + Hidden);
                    bool forgotten = after.Cells.AsSpan(units).SequenceEqual(disturbedState.Cells.AsSpan(units));
                    Assert.Equal(trace.Operations[layer] == Operation.Flush, forgotten);
                    if (forgotten) flushes[layer]++;
                }
            }
        }

        Assert.True(flushes[0] > 50 && flushes[1] > 50 && flushes[2] == 0, string.Join(", ", flushes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TopLayer_NeverFires(bool softFlush)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            ModelConfig config = RandomModel.SmallConfig with { SoftFlush = softFlush };
            Run(RandomModel.Create(config, seed, gain: 5), seed, (_, trace) =>
            {
                Assert.False(trace.Boundaries[^1]);
                Assert.Equal(0, trace.BoundaryProbabilities[^1]);
                Assert.NotEqual(Operation.Flush, trace.Operations[^1]);
            });
        }
    }

    private static void Run(InkModel model, int seed, Action<StepState, StepTrace> onStep)
    {
        var engine = new SimdStepEngine(model);
        StepState state = engine.CreateState();
        var trace = new StepTrace(model.Config.Layers);
        foreach (PenOffset row in RandomModel.Line(Rows, seed))
        {
            engine.Advance(row, trace);
            engine.CopyStateTo(state);
            onStep(state, trace);
        }
    }
}
