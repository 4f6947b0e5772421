namespace HmRnnInk.Model;

/// <summary>A tensor as described by a safetensors header.</summary>
/// <param name="Type">The element type; <c>F32</c> and <c>F16</c> are supported.</param>
/// <param name="Begin">Position of the first byte, relative to the end of the header.</param>
/// <param name="End">Position after the last byte.</param>
internal sealed record SafetensorsEntry(string Name, string Type, long[] Shape, long Begin, long End)
{
    /// <summary>Size of an element; 0 for an unsupported type.</summary>
    public int ElementBytes => Type switch { "F32" => sizeof(float), "F16" => sizeof(ushort), _ => 0 };
}
