# Measures the WAVs of a folder for bench-voice.
#
#   praat --run voice.praat LIST FOLDER FLOOR CEILING HARMONICITY
#
# In: a file of names, one a line, each FOLDER/NAME.wav; the pitch range to look in, in Hz; how every how manyth file
# is measured for harmonics-to-noise and tilt (0: none). Out: FOLDER/NAME.pitch, headerless rows of seconds and Hz of
# the voiced frames every 5 ms (autocorrelation), and FOLDER/praat.tsv: name, harmonics-to-noise in dB over its voiced
# frames, energy above 1 kHz beside that below in dB.
form Measure
    sentence List list.txt
    sentence Folder .
    real Floor 75
    real Ceiling 500
    integer Harmonicity 1
endform
if harmonicity > 0
    deleteFile: folder$ + "/praat.tsv"
endif
names = Read Strings from raw text file: list$
count = Get number of strings
for i to count
    selectObject: names
    name$ = Get string: i
    sound = Read from file: folder$ + "/" + name$ + ".wav"
    pitch = noprogress To Pitch (ac): 0.005, floor, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, ceiling
    tier = Down to PitchTier
    points = Get number of points
    if points > 0
        Save as headerless spreadsheet file: folder$ + "/" + name$ + ".pitch"
    else
        writeFile: folder$ + "/" + name$ + ".pitch", ""
    endif
    removeObject: pitch, tier
    if harmonicity > 0
        if i mod harmonicity = 0
            selectObject: sound
            harmony = noprogress To Harmonicity (cc): 0.01, floor, 0.1, 1
            hnr = Get mean: 0, 0
            selectObject: sound
            spectrum = noprogress To Ltas: 100
            tilt = Get slope: 0, 1000, 1000, 4000, "energy"
            appendFileLine: folder$ + "/praat.tsv", name$, tab$, fixed$ (hnr, 3), tab$, fixed$ (tilt, 3)
            removeObject: harmony, spectrum
        endif
    endif
    removeObject: sound
endfor
