namespace HmRnnInk.Model;

/// <summary>Precision of the weights in a model file. In memory they are float32.</summary>
public enum WeightPrecision
{
    /// <summary>Exact.</summary>
    Float32,

    /// <summary>Half the size. Weights are rounded to 11 significant bits; their maximum magnitude is 65504.</summary>
    Float16,
}
