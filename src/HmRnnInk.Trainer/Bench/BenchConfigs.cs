namespace HmRnnInk.Trainer.Bench;

/// <summary>The configurations of the models that <c>trainer bench</c> measures, besides those of model files.</summary>
internal static class BenchConfigs
{
    /// <summary>A model of three layers.</summary>
    public static ModelConfig Of(Cell cell, int hidden) => new() { Cell = cell, Hidden = hidden, OutputEmbedding = hidden };

    /// <summary>The LSTM with the same number of layers as <paramref name="model"/> and the nearest number of parameters.</summary>
    public static ModelConfig NearestLstm(ModelConfig model)
    {
        int parameters = model.ParameterCount();
        return Enumerable.Range(model.Hidden, model.Hidden + 1)
            .Select(width => model with { Cell = Cell.Lstm, Hidden = width, OutputEmbedding = width })
            .MinBy(lstm => Math.Abs(lstm.ParameterCount() - parameters))!;
    }
}
