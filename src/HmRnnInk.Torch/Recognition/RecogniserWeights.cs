using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace HmRnnInk.Torch.Recognition;

/// <summary>
/// Reads the weights of a <see cref="Recogniser"/> as TorchSharp writes them. TorchSharp's own reader allocates what the file asks for.
/// This one accepts only the names, types and shapes of the network, and finite values.
/// </summary>
internal static class RecogniserWeights
{
    private const int MaximumHidden = 4096;

    /// <summary>Compares the sizes with the length of the file before a network is allocated.</summary>
    /// <param name="bytes">The number of bytes left for the weights.</param>
    /// <exception cref="InvalidDataException">The sizes or the normalisation are wrong, or the file is too short for them.</exception>
    public static void CheckSize(RecogniserSettings settings, long bytes)
    {
        if (settings.Hidden is < 1 or > MaximumHidden) throw new InvalidDataException($"it has {settings.Hidden} units");
        if (settings.Alphabet.Length is < 1 or > CharacterAlphabet.MaximumSymbols)
            throw new InvalidDataException($"it has {settings.Alphabet.Length} characters");
        // Two layers, each with two directions and four gates, have at least the weights between their own units.
        long minimum = 2L * 2 * 4 * settings.Hidden * settings.Hidden * sizeof(float);
        if (bytes < minimum)
            throw new InvalidDataException($"it has {bytes} bytes of weights; {settings.Hidden} units need more than {minimum}");
        (float meanX, float meanY, float deviationX, float deviationY) = settings.Normalisation;
        if (!float.IsFinite(meanX) || !float.IsFinite(meanY) || deviationX is not (> 0 and <= float.MaxValue)
            || deviationY is not (> 0 and <= float.MaxValue))
            throw new InvalidDataException("its normalisation is not finite, or a deviation is not positive");
    }

    /// <exception cref="InvalidDataException">The weights are not those of the network, or not finite.</exception>
    /// <exception cref="EndOfStreamException">The file ends within the weights.</exception>
    public static void Load(nn.Module network, BinaryReader reader)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = network.state_dict();
        long count = reader.Read7BitEncodedInt64();
        if (count != tensors.Count) throw new InvalidDataException($"it has {count} tensors; expected {tensors.Count}");
        foreach ((string name, Tensor target) in tensors)
        {
            string found = reader.ReadString();
            if (found != name) throw new InvalidDataException($"it has the tensor '{found}'; expected '{name}'");
            if (reader.Read7BitEncodedInt64() != (int)ScalarType.Float32 || !HasShape(reader, target.shape))
                throw new InvalidDataException($"'{name}' has another type or shape than the network");
            var values = new float[target.numel()];
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
            if (!values.All(float.IsFinite)) throw new InvalidDataException($"'{name}' has values that are not finite");
            target.copy_(tensor(values).reshape(target.shape));
        }
    }

    private static bool HasShape(BinaryReader reader, long[] shape)
    {
        if (reader.Read7BitEncodedInt64() != shape.Length) return false;
        foreach (long size in shape)
            if (reader.Read7BitEncodedInt64() != size) return false;
        return true;
    }
}
