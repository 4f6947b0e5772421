namespace HmRnnInk.App.Tests.Session;

/// <summary>
/// An engine that predicts strokes of <paramref name="strokeRows"/> rows to the right, and upwards if requested, or no movement at all. Its
/// state is a hash of everything it has read, so two engines in the same state have read the same rows.
/// </summary>
internal sealed class ScriptedEngine(int strokeRows = 6, float stepUnits = 20, float climbUnits = 0) : IStepEngine
{
    private readonly float[] _hiddens = new float[6];
    private int _rows;

    public ModelConfig Config { get; } = new() { Layers = 3, Hidden = 2, Embedding = 2, OutputEmbedding = 2, Components = 1 };

    public Normalisation Normalisation { get; } = new(0, 0, 10, 10);

    public int State { get; private set; }

    /// <summary>All rows that it was ever fed, including rows that were fed again.</summary>
    public List<PenOffset> Fed { get; } = [];

    /// <summary>
    /// Whether layer 2 finds a boundary at every boundary of layer 1 (true), at none (false), or at every third (null).
    /// </summary>
    public bool? Layer2Fires { get; init; }

    public ReadOnlySpan<float> Hiddens => _hiddens;

    public void Reset() => (_rows, State) = (0, 0);

    public void Step(PenOffset offset, StepTrace trace, MixtureDensity next)
    {
        Fed.Add(offset);
        State = unchecked(State * 31 + offset.DeltaX.GetHashCode() * 7 + offset.DeltaY.GetHashCode() * 3 + (offset.PenUp ? 1 : 0) + 17);
        Array.Fill(trace.Operations, Operation.Copy);
        Array.Fill(trace.Boundaries, false);
        trace.Operations[0] = _rows % 3 == 0 ? Operation.Flush : Operation.Update;
        trace.Operations[1] = _rows % 9 == 0 ? Operation.Flush : _rows % 3 == 2 ? Operation.Update : Operation.Copy;
        trace.Operations[2] = _rows % 9 == 8 ? Operation.Update : Operation.Copy;
        trace.Boundaries[0] = _rows % 3 == 2;
        trace.Boundaries[1] = _rows % 9 == 8;
        if (Layer2Fires is { } fires)
        {
            trace.Operations[1] = _rows % 3 != 2 ? Operation.Copy : fires && _rows > 2 ? Operation.Flush : Operation.Update;
            trace.Boundaries[1] = fires && _rows % 3 == 2;
        }

        trace.BoundaryProbabilities[0] = 0.2f + 0.2f * (_rows % 3);
        trace.BoundaryProbabilities[1] = trace.Operations[1] == Operation.Copy ? 0 : 0.3f + 0.05f * (_rows % 9);
        trace.BoundaryProbabilities[2] = 0;
        for (int unit = 0; unit < _hiddens.Length; unit++) _hiddens[unit] = MathF.Sin(0.37f * _rows * (unit + 1));
        _rows++;
        next.WeightLogits[0] = 0;
        next.MeansX[0] = stepUnits / 10;
        next.MeansY[0] = stepUnits == 0 ? 0 : (_rows % 2 == 0 ? 1 : -1) - climbUnits / 10;
        next.LogDeviationsX[0] = next.LogDeviationsY[0] = -12;
        next.Correlations[0] = 0;
        next.PenUpLogit = _rows % strokeRows == 0 ? 40 : -40;
    }
}
