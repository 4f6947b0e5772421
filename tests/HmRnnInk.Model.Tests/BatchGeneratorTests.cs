using HmRnnInk.Ink;

namespace HmRnnInk.Model.Tests;

public sealed class BatchGeneratorTests
{
    [Fact]
    public void Alternatives_AreThoseThatAGeneratorWouldWriteAlone()
    {
        var model = new PackedModel(RandomModel.Create(RandomModel.SmallConfig, seed: 8, gain: 1));
        PenOffset[] prime = RandomModel.Line(20, seed: 1);
        const int alternatives = 7, rows = 30;
        var reader = new SimdStepEngine(model);
        var trace = new StepTrace(3);
        foreach (PenOffset row in prime) reader.Advance(row, trace);
        StepState fork = reader.CreateState();
        reader.CopyStateTo(fork);

        var batch = new BatchGenerator(
            new SimdStepBatch(model, alternatives), [.. Enumerable.Range(0, alternatives).Select(seed => new Random(seed))]);
        int[] streams = [.. Enumerable.Range(0, alternatives)];
        batch.Start(streams, fork);
        var written = new List<PenOffset>[alternatives];
        foreach (int stream in streams) written[stream] = [];
        var offsets = new PenOffset[alternatives];
        for (int row = 0; row < rows; row++)
        {
            // An alternative that has come to its end rests while the others go on.
            int[] writing = [.. streams.Where(stream => row < rows - stream)];
            batch.Write(writing, offsets, bias: 0.5);
            foreach (int stream in writing) written[stream].Add(offsets[stream]);
        }

        foreach (int stream in streams)
        {
            var alone = new Generator(new SimdStepEngine(model), new Random(stream));
            alone.Start(prime);
            Assert.Equal(Enumerable.Range(0, rows - stream).Select(_ => alone.Write(bias: 0.5)), written[stream]);
        }

        Assert.NotEqual(written[0][..20], written[1][..20]);
    }
}
