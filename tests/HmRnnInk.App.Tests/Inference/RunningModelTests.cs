using System.Runtime.InteropServices;
using HmRnnInk.App.Inference;
using HmRnnInk.App.Tests.Inference.Engines;
using HmRnnInk.Model.Tests;

namespace HmRnnInk.App.Tests.Inference;

public sealed class RunningModelTests
{
    private const int Rows = 300;

    [Fact]
    public void RowsReadAgainAfterARewind_AllocateNothing()
    {
        InkModel model = RandomModel.Create(RandomModel.SmallConfig, seed: 3);
        PenOffset[] line = RandomModel.Line(Rows, seed: 4);
        var engine = new CountingEngine(new SimdStepEngine(model));
        using var inference = new RunningModel(new ReadingEngine(engine, new Random(1)));
        Read(epoch: 0, first: 0);
        inference.Post(new InferenceRequest(InferenceKind.Rewind, 1, Rows: 1)); // memory for states and hidden units stays allocated
        Read(epoch: 1, first: 1);

        Assert.Equal(2 * Rows, engine.Steps); // the first row was read again for the rewind
        Assert.Equal(engine.AllocatedBefore[Rows + 50], engine.AllocatedBefore[^1]);

        // Reads one row at a time, so that the thread waits for each.
        void Read(int epoch, int first)
        {
            for (int row = first; row < Rows; row++)
            {
                inference.Post(new InferenceRequest(InferenceKind.Feed, epoch, line[row]));
                Programs.WaitUntil(() => inference.TryTake(out InferenceResult _));
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ErrorOfLibtorch_IsReportedAsOneLineOfText_UntilAnotherModelReplacesIt(bool inline)
    {
        var slow = new SlowEngine(new ManualClock(), 1) { Fault = new ExternalException("CUDA out of memory.\nframe #0: …") };
        using var inference = new RunningModel(new ReadingEngine(slow, new Random(1)), inline);

        inference.Post(new InferenceRequest(InferenceKind.Feed, 0));

        Programs.WaitUntil(() => inference.Failure is not null);
        Assert.Equal("CUDA out of memory.", inference.Failure);
        inference.Post(new InferenceRequest(InferenceKind.Feed, 0)); // is lost
        inference.Use(new ReadingEngine(new SlowEngine(new ManualClock(), 1), new Random(1)));
        Assert.True(slow.IsDisposed);
        Assert.Null(inference.Failure);

        inference.Post(new InferenceRequest(InferenceKind.Feed, 0));

        InferenceResult result = default;
        Programs.WaitUntil(() => inference.TryTake(out result));
        Assert.Equal(0, result.Row);
        Assert.False(inference.TryTake(out result));
    }

    /// <summary>Records at each step how much its thread has allocated so far.</summary>
    private sealed class CountingEngine(IStepEngine engine) : IStepEngine
    {
        public long[] AllocatedBefore { get; } = new long[2 * Rows];

        public int Steps { get; private set; }

        public ModelConfig Config => engine.Config;

        public Normalisation Normalisation => engine.Normalisation;

        public ReadOnlySpan<float> Hiddens => engine.Hiddens;

        public void Reset() => engine.Reset();

        public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
        {
            AllocatedBefore[Steps++] = GC.GetAllocatedBytesForCurrentThread();
            engine.Step(offset, trace, next);
        }

        public StepState? CreateState() => engine.CreateState();

        public void CopyStateTo(StepState copy) => engine.CopyStateTo(copy);

        public void Restore(StepState copy) => engine.Restore(copy);
    }
}
