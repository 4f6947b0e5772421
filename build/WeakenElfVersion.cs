using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;

namespace HmRnnInk.Build;

/// <summary>
/// Copies a Linux library and marks one version that it needs as weak, so that the dynamic loader accepts that the version is missing.
/// MSBuild itself compiles this file (TorchSharpLoader.targets). So it has all its usings and no Span: Visual Studio's MSBuild compiles it
/// for netstandard2.0.
/// </summary>
public sealed class WeakenElfVersion : Microsoft.Build.Utilities.Task
{
    private const uint SectionOfNeededVersions = 0x6ffffffe; // SHT_GNU_verneed, ".gnu.version_r"
    private const byte WeakFlag = 2; // VER_FLG_WEAK

    [Required]
    public string Source { get; set; } = "";

    [Required]
    public string Destination { get; set; } = "";

    /// <summary>The version's name in the library, such as GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; } = "";

    public override bool Execute()
    {
        try
        {
            bool found = CopyWeakened(Source, Destination, Version);
            string done = found ? "is weak" : "is not needed, nothing to do";
            Log.LogMessage(MessageImportance.Low, "{0}: {1} {2}.", Destination, Version, done);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log.LogError("'{0}': cannot mark {1} as weak: {2}", Source, Version, error.Message);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>Writes the weakened library to a new file, which replaces the destination.</summary>
    /// <returns>See <see cref="Weaken"/>.</returns>
    public static bool CopyWeakened(string source, string destination, string version)
    {
        byte[] library = File.ReadAllBytes(source);
        bool found = Weaken(library, version);

        // The destination may be a hard link into the package cache, so the old file is replaced, never written to.
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(destination))!);
        string temporary = destination + ".new";
        File.WriteAllBytes(temporary, library);
        File.Delete(destination);
        File.Move(temporary, destination);
        return found;
    }

    /// <summary>Sets VER_FLG_WEAK in every entry of <c>.gnu.version_r</c> that has this name (ELF64, little-endian).</summary>
    /// <returns>Whether there is such an entry; false also if the bytes are not an ELF file of this kind.</returns>
    /// <exception cref="InvalidDataException">An offset in the file points outside of it.</exception>
    public static bool Weaken(byte[] elf, string version)
    {
        if (elf.Length < 64 || elf[0] != 0x7f || elf[1] != 'E' || elf[2] != 'L' || elf[3] != 'F' || elf[4] != 2 || elf[5] != 1)
            return false;

        long sections = ReadOffset(elf, 0x28);
        int sectionSize = ReadUInt16(elf, 0x3a);
        int sectionCount = ReadUInt16(elf, 0x3c);
        bool found = false;
        for (int i = 0; i < sectionCount; i++)
        {
            long section = sections + (long)i * sectionSize;
            if (ReadUInt32(elf, section + 4) != SectionOfNeededVersions)
                continue;

            long names = ReadOffset(elf, sections + ReadUInt32(elf, section + 40) * sectionSize + 24);
            long libraryCount = ReadUInt32(elf, section + 44);
            found |= WeakenSection(elf, ReadOffset(elf, section + 24), libraryCount, names, version);
        }

        return found;
    }

    // The section is a chain of Verneed records, one for each library. Each has a chain of Vernaux records, one for each version.
    private static bool WeakenSection(byte[] elf, long library, long libraryCount, long names, string version)
    {
        bool found = false;
        for (long i = 0; i < libraryCount; i++)
        {
            int versions = ReadUInt16(elf, library + 2);
            long entry = library + ReadUInt32(elf, library + 8);
            for (int j = 0; j < versions; j++)
            {
                if (NameIs(elf, names + ReadUInt32(elf, entry + 8), version))
                {
                    elf[entry + 4] |= WeakFlag;
                    found = true;
                }

                entry += ReadUInt32(elf, entry + 12);
            }

            library += ReadUInt32(elf, library + 12);
        }

        return found;
    }

    private static bool NameIs(byte[] elf, long offset, string name)
    {
        byte[] expected = Encoding.ASCII.GetBytes(name + "\0");
        Check(elf, offset, 1);
        if (offset + expected.Length > elf.Length)
            return false;

        for (int i = 0; i < expected.Length; i++)
        {
            if (elf[offset + i] != expected[i])
                return false;
        }

        return true;
    }

    private static ushort ReadUInt16(byte[] elf, long offset) => BitConverter.ToUInt16(elf, Check(elf, offset, 2));

    private static uint ReadUInt32(byte[] elf, long offset) => BitConverter.ToUInt32(elf, Check(elf, offset, 4));

    private static long ReadOffset(byte[] elf, long offset) => BitConverter.ToInt64(elf, Check(elf, offset, 8));

    private static int Check(byte[] elf, long offset, int count)
    {
        if (offset < 0 || offset > elf.Length - count)
            throw new InvalidDataException(
                $"offset {offset} is outside the file of {elf.Length} bytes. "
                + "The file is damaged: clear the package cache and restore again.");

        return (int)offset;
    }
}
