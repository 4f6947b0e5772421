namespace HmRnnInk.Model;

/// <summary>Format of a step engine's weights in memory. Reading them limits its speed.</summary>
public enum EngineWeights
{
    /// <summary>The model's own format.</summary>
    Float32,

    /// <summary>Half the bytes: 16-bit integers with a scale per row. Boundary detectors and some smaller matrices stay float32.</summary>
    Int16,
}
