namespace HmRnnInk.Model;

/// <summary>Precision of the weights in a model file. Those in memory have a <see cref="WeightFormat"/> of their own.</summary>
public enum WeightPrecision
{
    /// <summary>Exact.</summary>
    Float32,

    /// <summary>Half the size. Weights are rounded to 11 significant bits; their maximum magnitude is 65504.</summary>
    Float16,
}
