namespace HmRnnInk.Model;

/// <summary>The number format of the weights in a step engine's memory. Reading the weights limits the speed of a step.</summary>
public enum WeightFormat
{
    /// <summary>32-bit floats, as in <see cref="InkModel"/>.</summary>
    Float32,

    /// <summary>Half the bytes: 16-bit integers with a scale per row. Boundary detectors and some smaller matrices stay float32.</summary>
    Int16,
}
