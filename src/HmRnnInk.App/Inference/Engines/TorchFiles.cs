using System.Runtime.InteropServices;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>What of libtorch and CUDA is here, found without loading libtorch.</summary>
internal static class TorchFiles
{
    private static readonly bool OnWindows = OperatingSystem.IsWindows();

    /// <summary>The library below TorchSharp; null where the build left none.</summary>
    public static string? TorchSharpLibrary => Find(OnWindows ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so");

    /// <summary>Whether the libtorch of this build is one for CUDA.</summary>
    public static bool HaveCuda => Find(OnWindows ? "torch_cuda.dll" : "libtorch_cuda.so") is not null;

    /// <summary>The library that an NVIDIA driver installs.</summary>
    public static string CudaDriverLibrary => OnWindows ? "nvcuda.dll" : "libcuda.so.1";

    public static bool CudaDriverLoads()
    {
        if (!NativeLibrary.TryLoad(CudaDriverLibrary, out nint driver)) return false;
        NativeLibrary.Free(driver);
        return true;
    }

    /// <summary>Where the runtime looks for the native libraries of this program's packages.</summary>
    private static string? Find(string file) =>
        $"{AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")}{Path.PathSeparator}{AppContext.BaseDirectory}"
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
}
