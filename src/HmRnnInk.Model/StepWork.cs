namespace HmRnnInk.Model;

/// <summary>The work that an engine has done, for measuring its efficiency.</summary>
/// <param name="WeightBytes">Bytes of weights read. Weights that several streams read together count once.</param>
/// <param name="MultiplyAdds">Number of multiply-adds with weights, over all streams.</param>
public readonly record struct StepWork(long WeightBytes, long MultiplyAdds)
{
    public static StepWork operator -(StepWork left, StepWork right) =>
        new(left.WeightBytes - right.WeightBytes, left.MultiplyAdds - right.MultiplyAdds);
}
