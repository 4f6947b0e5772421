namespace HmRnnInk.Model;

/// <summary>What an engine has done, for figures of its efficiency.</summary>
/// <param name="WeightBytes">Bytes of weights read; what streams read together counts once.</param>
/// <param name="MultiplyAdds">Of products with weights, over all streams.</param>
public readonly record struct StepWork(long WeightBytes, long MultiplyAdds)
{
    public static StepWork operator -(StepWork left, StepWork right) =>
        new(left.WeightBytes - right.WeightBytes, left.MultiplyAdds - right.MultiplyAdds);
}
