using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench;

/// <summary>One measurement of a training step.</summary>
/// <param name="PointsPerSecond">Rows predicted.</param>
/// <param name="DensePointsPerSecond">The same where nothing can be skipped: every boundary fires at every step.</param>
/// <param name="SgemmOperationsPerSecond">Of <see cref="DenseProducts.Rate"/>, right after it.</param>
/// <param name="PeakMegabytes">The most memory that the process had in RAM while it trained.</param>
/// <param name="BoundaryRates">With which <paramref name="PointsPerSecond"/> was measured; a layer each.</param>
internal sealed record TrainRow(
    double PointsPerSecond, double DensePointsPerSecond, double SgemmOperationsPerSecond, double PeakMegabytes, double[] BoundaryRates)
{
    /// <summary>The same recipe as <c>trainer train</c>'s at these options.</summary>
    public static ModelConfig Config(Cell cell, int hidden) => new() { Cell = cell, Hidden = hidden, OutputEmbedding = hidden };

    /// <summary>The LSTM of as many layers whose parameters come nearest in number to those of <paramref name="model"/>.</summary>
    public static ModelConfig EqualLstm(ModelConfig model)
    {
        int parameters = model.ParameterCount();
        return Enumerable.Range(model.Hidden, model.Hidden + 1)
            .Select(width => model with { Cell = Cell.Lstm, Hidden = width, OutputEmbedding = width })
            .MinBy(lstm => Math.Abs(lstm.ParameterCount() - parameters))!;
    }
}
