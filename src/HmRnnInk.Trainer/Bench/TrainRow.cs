using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench;

/// <summary>A measurement of training steps.</summary>
/// <param name="PointsPerSecond">Points predicted per second.</param>
/// <param name="DensePointsPerSecond">The same if all boundaries fire at all steps, so that nothing can be skipped.</param>
/// <param name="SgemmOperationsPerSecond"><see cref="DenseProducts.Rate"/>, measured directly after training.</param>
/// <param name="PeakMegabytes">Maximum resident memory of the process during training.</param>
/// <param name="BoundaryRates">Boundary rate of each layer while <paramref name="PointsPerSecond"/> was measured.</param>
internal sealed record TrainRow(
    double PointsPerSecond, double DensePointsPerSecond, double SgemmOperationsPerSecond, double PeakMegabytes, double[] BoundaryRates)
{
    public static ModelConfig Config(Cell cell, int hidden) => new() { Cell = cell, Hidden = hidden, OutputEmbedding = hidden };

    /// <summary>The LSTM with the same number of layers as <paramref name="model"/> and the nearest number of parameters.</summary>
    public static ModelConfig EqualLstm(ModelConfig model)
    {
        int parameters = model.ParameterCount();
        return Enumerable.Range(model.Hidden, model.Hidden + 1)
            .Select(width => model with { Cell = Cell.Lstm, Hidden = width, OutputEmbedding = width })
            .MinBy(lstm => Math.Abs(lstm.ParameterCount() - parameters))!;
    }
}
