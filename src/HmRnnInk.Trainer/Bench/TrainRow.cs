using HmRnnInk.Model;

namespace HmRnnInk.Trainer.Bench;

/// <summary>One measurement of a training step.</summary>
/// <param name="PointsPerSecond">Rows predicted.</param>
/// <param name="DensePointsPerSecond">The same where nothing can be skipped: every boundary fires at every step.</param>
/// <param name="SgemmOperationsPerSecond">Of <see cref="DenseProducts.Rate"/>, right after it.</param>
/// <param name="PeakMegabytes">The most memory that the process had in RAM while it trained.</param>
/// <param name="BoundaryRates">With which <paramref name="PointsPerSecond"/> was measured; a layer each.</param>
public sealed record TrainRow(
    double PointsPerSecond, double DensePointsPerSecond, double SgemmOperationsPerSecond, double PeakMegabytes, double[] BoundaryRates)
{
    /// <summary>The same recipe as <c>trainer train</c>'s at these options.</summary>
    public static ModelConfig Config(Cell cell, int hidden) => new() { Cell = cell, Hidden = hidden, OutputEmbedding = hidden };

    /// <summary>The width of the LSTM whose parameters come nearest in number to those of an HM-LSTM of <paramref name="hidden"/> units.</summary>
    public static int EqualLstm(int hidden)
    {
        int parameters = Config(Cell.HmLstm, hidden).ParameterCount();
        return Enumerable.Range(hidden, hidden + 1).MinBy(width => Math.Abs(Config(Cell.Lstm, width).ParameterCount() - parameters));
    }
}
