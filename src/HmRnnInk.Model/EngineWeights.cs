namespace HmRnnInk.Model;

/// <summary>How a step engine holds its weights in memory. Reading them bounds its speed.</summary>
public enum EngineWeights
{
    /// <summary>As the model has them.</summary>
    Float32,

    /// <summary>Half the bytes: 16-bit integers times a scale of their row. Boundary detectors stay float32.</summary>
    Int16,
}
