using HmRnnInk.Ink;
using HmRnnInk.Model;

namespace HmRnnInk.App.Tests.Live;

/// <summary>
/// An engine that expects strokes of <paramref name="strokeRows"/> rows going right, and whose state is a hash of all it has read: two
/// engines in one state have read the same rows.
/// </summary>
internal sealed class ScriptedEngine(int strokeRows = 6, float stepUnits = 20) : IStepEngine
{
    private int _rows;

    public ModelConfig Config { get; } = new() { Layers = 3, Hidden = 2, Embedding = 2, OutputEmbedding = 2, Components = 1 };

    public Normalisation Normalisation { get; } = new(0, 0, 10, 10);

    public int State { get; private set; }

    /// <summary>Every row it was ever given, those read again included.</summary>
    public List<PenOffset> Fed { get; } = [];

    public void Reset() => (_rows, State) = (0, 0);

    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        Fed.Add(offset);
        State = unchecked(State * 31 + offset.DeltaX.GetHashCode() * 7 + offset.DeltaY.GetHashCode() * 3 + (offset.PenUp ? 1 : 0) + 17);
        Array.Fill(trace.Operations, Operation.Copy);
        Array.Fill(trace.Boundaries, false);
        trace.Operations[0] = _rows % 3 == 0 ? Operation.Flush : Operation.Update;
        trace.Operations[1] = _rows % 9 == 0 ? Operation.Flush : Operation.Copy;
        trace.Boundaries[0] = _rows % 3 == 2;
        _rows++;
        next.WeightLogits[0] = 0;
        next.MeansX[0] = stepUnits / 10;
        next.MeansY[0] = _rows % 2 == 0 ? 1 : -1;
        next.LogDeviationsX[0] = next.LogDeviationsY[0] = -12;
        next.Correlations[0] = 0;
        next.PenUpLogit = _rows % strokeRows == 0 ? 40 : -40;
    }
}
