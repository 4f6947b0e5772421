using System.Runtime.InteropServices;

namespace HmRnnInk.App.Inference.Engines;

/// <summary>Finds out which libraries of libtorch and CUDA are installed, without loading libtorch.</summary>
internal static class TorchFiles
{
    private static readonly bool OnWindows = OperatingSystem.IsWindows();

    /// <summary>The path of TorchSharp's native library; null if the build did not include it.</summary>
    public static string? TorchSharpLibrary => Find(
        OnWindows ? "LibTorchSharp.dll" : OperatingSystem.IsMacOS() ? "libLibTorchSharp.dylib" : "libLibTorchSharp.so");

    /// <summary>Whether this build includes a libtorch for CUDA.</summary>
    public static bool HaveCuda => Find(OnWindows ? "torch_cuda.dll" : "libtorch_cuda.so") is not null;

    /// <summary>The library that the NVIDIA driver installs.</summary>
    public static string CudaDriverLibrary => OnWindows ? "nvcuda.dll" : "libcuda.so.1";

    public static bool CudaDriverLoads()
    {
        if (!NativeLibrary.TryLoad(CudaDriverLibrary, out nint driver)) return false;
        NativeLibrary.Free(driver);
        return true;
    }

    /// <summary>Searches the folders where the runtime looks for the program's native libraries.</summary>
    private static string? Find(string file) =>
        $"{AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES")}{Path.PathSeparator}{AppContext.BaseDirectory}"
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
}
