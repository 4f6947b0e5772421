namespace HmRnnInk.Model;

/// <summary>How a model file stores its weights. In memory they are always float32.</summary>
public enum WeightPrecision
{
    /// <summary>Exact.</summary>
    Float32,

    /// <summary>Half the size; every weight rounded to 11 significant bits, its magnitude at most 65504.</summary>
    Float16,
}
